package io.orcastra.rules;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was made lately of files of rules, which are linted, compiled and explained one after the other by whoever comes first.
 * When memory is short all of it is let go of. Used by any thread, so what is kept must not change.
 */
public final class Lately<K, V> {
    /** The pack, and as many of an operator's own. */
    static final int MOST = 64;

    private SoftReference<Map<K, V>> kept = new SoftReference<>(null);

    public synchronized Optional<V> get(K key) {
        return Optional.ofNullable(kept().get(key));
    }

    /** In the place of what was kept for the key; with more than {@value #MOST} what was asked for longest ago goes. */
    public synchronized void keep(K key, V made) {
        kept().put(key, made);
    }

    private Map<K, V> kept() {
        Map<K, V> now = kept.get();
        if (now == null) {
            now = new Latest<>();
            kept = new SoftReference<>(now);
        }
        return now;
    }

    /** In the order in which they were asked for. */
    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        Latest() {
            super(2 * MOST, 0.75F, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    }
}
