package io.orcastra.adapters.mods;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds in a registry, by the distribution API of OCI and Docker, which layer a mod is. */
final class Registry {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);
    private static final int LONGEST_MANIFEST = 4 << 20;
    private static final String ACCEPTED = String.join(", ", "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final Web web;
    private final ModHost host;

    /** @param host whose platform counts */
    Registry(Web web, ModHost host) {
        this.web = web;
        this.host = host;
    }

    /** A layer as its manifest tells it. */
    record Layer(URI address, Sha256 digest, long bytes, Tokens tokens) {
    }

    /** The first layer: the only one that the images of LinuxServer look at. */
    Layer layer(ImageMod mod, long end) throws ModFailed {
        String base = (host.isPlain(mod.registry()) ? "http" : "https") + "://" + mod.registry() + "/v2/" + mod.repository();
        Tokens tokens = new RegistryTokens(web, mod.registry(), mod.repository(), host.login(mod.registry()));
        JsonNode manifest = manifest(base, mod.reference(), tokens, end);
        if (manifest.path("manifests").isArray()) {
            manifest = manifest(base, ofPlatform(manifest.path("manifests")).toString(), tokens, end);
        }
        JsonNode layers = manifest.path("layers");
        Optional<Sha256> digest = Sha256.parse(layers.path(0).path("digest").asText());
        long bytes = layers.path(0).path("size").asLong(-1);
        if (digest.isEmpty() || bytes < 0) {
            throw ModFailed.forGood("has a manifest without a layer of known size and SHA-256 digest");
        }
        if (layers.size() > 1) {
            LOG.atWarn().addKeyValue("mod", mod.source()).addKeyValue("layers", layers.size())
                    .log("Of the layers of this mod only the first is used, as by the images of LinuxServer");
        }
        return new Layer(URI.create(base + "/blobs/" + digest.get()), digest.get(), bytes, tokens);
    }

    private JsonNode manifest(String base, String reference, Tokens tokens, long end) throws ModFailed {
        URI address = URI.create(base + "/manifests/" + reference);
        try (Web.Answer answer = web.get(address, Map.of("Accept", ACCEPTED), tokens, end)) {
            if (answer.status() != 200) {
                throw Web.refusal(answer, address);
            }
            byte[] text = answer.text(LONGEST_MANIFEST, "a manifest");
            Optional<Sha256> wanted = Sha256.parse(reference).or(() -> Sha256.parse(answer.header("Docker-Content-Digest")));
            if (wanted.isPresent() && !Sha256.of(text).equals(wanted.get())) {
                throw ModFailed.forGood("has a manifest with another digest, " + Sha256.of(text) + ", than the registry says, "
                        + wanted.get());
            }
            return new ObjectMapper().readTree(text);
        } catch (IOException garbled) {
            throw ModFailed.forGood("has a manifest that is no JSON");
        }
    }

    /** One that is annotated is about another and no image. */
    private Sha256 ofPlatform(JsonNode manifests) throws ModFailed {
        List<JsonNode> images = new ArrayList<>();
        for (JsonNode one : manifests) {
            if (!one.path("annotations").has("vnd.docker.reference.type")) {
                images.add(one);
            }
        }
        String architecture = host.architecture();
        List<JsonNode> fitting = images.stream()
                .filter(one -> one.path("platform").path("os").asText("linux").equals("linux")
                        && one.path("platform").path("architecture").asText().equals(architecture)).toList();
        JsonNode chosen = !fitting.isEmpty() ? fitting.get(0) : images.size() == 1 ? images.get(0) : null;
        if (chosen == null) {
            throw ModFailed.forGood("has no image for " + architecture);
        }
        return Sha256.parse(chosen.path("digest").asText())
                .orElseThrow(() -> ModFailed.forGood("has an index without a SHA-256 digest"));
    }
}
