package io.orcastra.engine.simulation;

import io.orcastra.facts.cluster.Container;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoredImage;
import io.orcastra.facts.cluster.UnusedVolume;
import io.orcastra.facts.cluster.WantedMod;
import java.time.Duration;
import java.util.Set;

/** Something a node holds besides its tasks, as its agent tells it. What grows old is told as old from a time on. */
public sealed interface Holding {

    String nodeId();

    /** @param curable whether it is healthy after a restart */
    record Living(Container container, boolean curable) implements Holding {
        @Override
        public String nodeId() {
            return container.nodeId();
        }
    }

    /** @param oldAfter from the begin of the simulation until it counts as old */
    record Image(StoredImage image, Set<String> names, Duration oldAfter) implements Holding {
        public Image {
            names = Set.copyOf(names);
        }

        @Override
        public String nodeId() {
            return image.nodeId();
        }
    }

    /** @param oldAfter as for an image */
    record Ended(StoppedContainer container, Duration oldAfter) implements Holding {
        @Override
        public String nodeId() {
            return container.nodeId();
        }
    }

    /** @param oldAfter as for an image */
    record Volume(UnusedVolume volume, Duration oldAfter) implements Holding {
        @Override
        public String nodeId() {
            return volume.nodeId();
        }
    }

    /**
     * @param oldAfter as for an image
     * @param refusal  why it never comes; empty when it does
     */
    record Mod(WantedMod mod, Duration oldAfter, String refusal) implements Holding {
        @Override
        public String nodeId() {
            return mod.nodeId();
        }
    }
}
