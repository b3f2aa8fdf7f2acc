package io.orcastra.adapters.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.KeyPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedHostsTest {
    private static final String HOST = "10.0.0.9";

    @TempDir
    private Path folder;

    private TrustedHosts hosts() throws Exception {
        SshSettings settings = new SshSettings("root", 22, folder.resolve("key"), folder.resolve("known"), true, Duration.ofSeconds(1), 1);
        return TrustedHosts.into(new JSch(), settings, () -> false);
    }

    private static byte[] key(int type, int bits) throws Exception {
        KeyPair pair = KeyPair.genKeyPair(new JSch(), type, bits);
        try {
            return pair.getPublicKeyBlob();
        } finally {
            pair.dispose();
        }
    }

    @Test
    void ofTwoFirstTalksWithOneHostTheLaterMayNotBringAnotherKey() throws Exception {
        TrustedHosts first = hosts();
        TrustedHosts second = hosts();
        TrustedHosts third = hosts();
        byte[] key = key(KeyPair.ECDSA, 256);

        assertThat(first.check(HOST, key)).isEqualTo(HostKeyRepository.OK);
        assertThat(second.check(HOST, key)).as("the same key").isEqualTo(HostKeyRepository.OK);
        assertThat(second.check(HOST, key(KeyPair.ECDSA, 256))).isEqualTo(HostKeyRepository.CHANGED);
        assertThat(third.check(HOST, key(KeyPair.RSA, 2048))).as("of another kind").isNotEqualTo(HostKeyRepository.OK);
        assertThat(Files.readAllLines(folder.resolve("known"))).hasSize(1);
        assertThat(third.check("10.0.0.10", key)).as("another host").isEqualTo(HostKeyRepository.OK);
    }
}
