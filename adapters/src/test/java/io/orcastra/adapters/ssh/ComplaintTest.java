package io.orcastra.adapters.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ComplaintTest {

    private static Complaint of(String text) throws IOException {
        Complaint complaint = new Complaint();
        complaint.write(text.getBytes(StandardCharsets.UTF_8));
        return complaint;
    }

    @Test
    void onlyTheBeginningIsKept() throws IOException {
        Complaint complaint = of("first line\n" + "x".repeat(4000));
        byte[] flood = "y".repeat(8192).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 10; i++) {
            complaint.write(flood);
            complaint.write('z');
        }
        complaint.write("\nsudo: a password is required".getBytes(StandardCharsets.UTF_8));

        assertThat(complaint.line()).hasSize(300).startsWith("first line xxx");
        assertThat(complaint.isRefusal(1)).as("it came too late to be kept").isFalse();
    }

    @Test
    void aTokenIsNotRepeated() throws IOException {
        assertThat(of("bad token\nSWMTKN-1-secret given").line()).isEqualTo("bad token (token) given");
    }

    @Test
    void aCommandThatWasNotRunSaysNothingOfTheEngine() throws IOException {
        assertThat(of("bash: docker: command not found").isRefusal(127)).isTrue();
        assertThat(of("timeout: failed to run command: Permission denied").isRefusal(126)).isTrue();
        assertThat(of("sudo: a password is required\n").isRefusal(1)).isTrue();
        assertThat(of("Sorry, user op is not allowed to execute '/usr/bin/timeout' as root on elm.").isRefusal(1)).isTrue();
        assertThat(of("op is not in the sudoers file.").isRefusal(1)).isTrue();
    }

    @Test
    void anEngineThatIsDownOrFrozenIsNoRefusal() throws IOException {
        assertThat(of("Cannot connect to the Docker daemon at unix:///var/run/docker.sock.").isRefusal(1)).isFalse();
        assertThat(of("").isRefusal(124)).isFalse();
        assertThat(of("sudo: unable to resolve host elm\nCannot connect to the Docker daemon").isRefusal(1)).isFalse();
    }
}
