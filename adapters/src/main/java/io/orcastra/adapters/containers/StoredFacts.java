package io.orcastra.adapters.containers;

import io.orcastra.adapters.agent.NodeStorage;
import io.orcastra.facts.cluster.ImageName;
import io.orcastra.facts.cluster.StoppedContainer;
import io.orcastra.facts.cluster.StoredImage;
import io.orcastra.facts.cluster.UnusedVolume;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns what an agent tells into facts. */
final class StoredFacts {

    /** Reproducible builds all carry one date; among them the one that came here last is the newest. */
    private static final Comparator<NodeStorage.Image> BY_AGE = Comparator.comparingLong(NodeStorage.Image::created)
            .thenComparingLong(NodeStorage.Image::since).thenComparing(NodeStorage.Image::id);

    private StoredFacts() {
    }

    /** @param young the second since which nothing is old */
    static Set<Object> of(NodeStorage storage, long young) {
        Set<Object> facts = new HashSet<>();
        for (NodeStorage.Image image : storage.images()) {
            facts.add(new StoredImage(storage.nodeId(), image.id(), known(image.bytes()), newer(image, storage.images()), image.used(),
                    image.since() <= young));
            image.names().forEach(name -> facts.add(new ImageName(storage.nodeId(), image.id(), Reference.shortened(name))));
        }
        storage.containers().forEach(one -> facts.add(new StoppedContainer(storage.nodeId(), one.id(), one.name(),
                known(one.bytes()), one.since() <= young)));
        storage.volumes().forEach(one -> facts.add(new UnusedVolume(storage.nodeId(), one.name(), known(one.bytes()),
                one.anonymous(), one.since() <= young)));
        return facts;
    }

    /** An engine tells -1 of what it could not measure, and agents of earlier versions pass that on or count it in. */
    private static long known(long bytes) {
        return Math.max(0, bytes);
    }

    private static int newer(NodeStorage.Image image, List<NodeStorage.Image> all) {
        return image.names().stream().map(Reference::repository).distinct().mapToInt(repository -> (int) all.stream()
                .filter(other -> BY_AGE.compare(other, image) > 0
                        && other.names().stream().map(Reference::repository).anyMatch(repository::equals)).count())
                .min().orElse(Integer.MAX_VALUE);
    }
}
