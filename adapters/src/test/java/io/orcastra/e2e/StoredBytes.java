package io.orcastra.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.orcastra.lab.EngineApi;

/** What an engine stores, as it adds it up for {@code docker system df}. */
final class StoredBytes {

    private StoredBytes() {
    }

    static long of(EngineApi engine) {
        JsonNode all = engine.get("/system/df?verbose=1");
        boolean byKind = all.has("ImageUsage");
        long total = (byKind ? all.path("ImageUsage").path("TotalSize") : all.path("LayersSize")).asLong();
        for (JsonNode container : byKind ? all.path("ContainerUsage").path("Items") : all.path("Containers")) {
            total += container.path("SizeRw").asLong();
        }
        for (JsonNode volume : byKind ? all.path("VolumeUsage").path("Items") : all.path("Volumes")) {
            total += volume.path("UsageData").path("Size").asLong();
        }
        return total;
    }
}
