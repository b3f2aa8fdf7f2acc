package io.orcastra.adapters.docker.move;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A spec as one line of text: JSON, compressed, in base64. Numbers and absent members survive exactly. */
final class SpecCodec {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private SpecCodec() { }

    static String encode(JsonNode spec) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            JSON.writeValue(zip, spec);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    /** @throws IllegalArgumentException when the text is not what {@link #encode} made */
    static JsonNode decode(String text) {
        byte[] packed = Base64.getDecoder().decode(text);
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return JSON.readTree(zip.readAllBytes());
        } catch (IOException damaged) {
            throw new IllegalArgumentException("the stored spec is damaged: " + damaged.getMessage(), damaged);
        }
    }
}
