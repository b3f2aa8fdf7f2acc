package io.orcastra.adapters.mods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where mods are looked for, and under which name: as LinuxServer's images look for them. */
class ModTest {

    @ParameterizedTest
    @CsvSource({
        "linuxserver/mods:universal-docker, lscr.io, linuxserver/mods, universal-docker, linuxserver.mods.universal-docker.tar.xz",
        "docker.io/linuxserver/mods:a,      lscr.io, linuxserver/mods, a,                linuxserver.mods.a.tar.xz",
        "ghcr.io/linuxserver/mods:a,        lscr.io, linuxserver/mods, a,                linuxserver.mods.a.tar.xz",
        "lscr.io/linuxserver/mods:a,        lscr.io, linuxserver/mods, a,                linuxserver.mods.a.tar.xz",
        "ghcr.io/them/mod,                  ghcr.io, them/mod,         latest,           them.mod.latest.tar.xz",
        "them/mod:1.2,           registry-1.docker.io, them/mod,       1.2,              them.mod.1.2.tar.xz",
        "docker.io/them/mod:1,   registry-1.docker.io, them/mod,       1,                them.mod.1.tar.xz",
        "10.1.2.3:5000/lab/mod:1,      10.1.2.3:5000, lab/mod,         1,                lab.mod.1.tar.xz",
        "localhost:5000/mod,          localhost:5000, mod,             latest,           mod.latest.tar.xz",
        "quay.io/a/b/c:1,                    quay.io, a/b/c,           1,                a.b.c.1.tar.xz"})
    void images(String text, String registry, String repository, String tag, String file) throws ModFailed {
        assertThat(Mod.image(text)).isEqualTo(new ImageMod(text, registry, repository, tag, file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"them/mod@", "them/mod:1@"})
    void aDigestCountsMoreThanATag(String text) throws ModFailed {
        String digest = Sha256.PREFIX + "0".repeat(64);
        Mod mod = Mod.image(text + digest);
        assertThat(mod.file()).isEqualTo("them.mod@sha256." + "0".repeat(64) + ".tar.xz");
        assertThat(mod.identity()).isEqualTo("registry-1.docker.io/them/mod@" + digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mod", "mod:1", "../a/b", "a/../b:1", "a/b:..", "a/b:-x", "A/B", "a//b", "a/b@sha256:0", "a/b:1 c", "/a/b"})
    void whatIsNoImage(String text) {
        assertThatThrownBy(() -> Mod.image(text)).isInstanceOf(ModFailed.class).hasMessageStartingWith("is no image");
    }

    @Test
    void addresses() throws ModFailed {
        Mod mod = Mod.url("https://example.org/a/theme.tar.gz?key=secret");

        assertThat(mod.file()).isEqualTo("theme.tar.gz");
        assertThat(mod.source()).isEqualTo("https://example.org/a/theme.tar.gz");
        assertThat(mod.identity()).isNotEqualTo(Mod.url("https://example.org/a/theme.tar.gz?key=other").identity());
        assertThat(((UrlMod) Mod.url("http://h/f#sha256:" + "A".repeat(64))).digest()).contains(new Sha256("a".repeat(64)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "theme.tar", "file:///etc/passwd", "ftp://h/f", "https:///f", "http://h", "http://h/", "http://h/..",
        "http://h/a/%2e%2e", "http://h/a%2fb/.hidden", "http://h/%2Fetc%2F.x", "http://u:p@h/f", "http://h/f#md5:1", "http://h/a b",
        "http://h/a%00b"})
    void whatIsNoAddressOfAFile(String text) {
        assertThatThrownBy(() -> Mod.url(text)).isInstanceOf(ModFailed.class);
    }

    @Test
    void anEncodedSlashNamesNoFolder() throws ModFailed {
        assertThat(Mod.url("http://h/..%2F..%2Fetc%2Fpasswd").file()).isEqualTo("passwd");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "https://me:pw@h/f?token=1#x https://h/f",
        "https://h/f?token=1#x https://h/f",
        "https://me:pa/ss@h/f.tar https://h/f.tar",
        "https://me:p@ss@h/f.tar https://h/f.tar",
        "https://me:p#w@h https://...",
        "https://me:p?w@h/f https://...",
        "https://h/f?token=a@b https://...",
        "me:pw@h/f h/f",
        "them/mod@sha256:0 them/mod@sha256:0",
        "mod:2@sha256:0 mod:2@sha256:0",
        "ftp://h/f ftp://h/f"})
    void whatIsShownHoldsNoSecret(String text, String shown) {
        assertThat(Mod.shown(text)).isEqualTo(shown);
    }
}
