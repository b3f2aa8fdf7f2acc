package io.orcastra.adapters.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Groups of services that follow each other in a circle: the strongly connected components of more than one member, by
 * Kosaraju's two passes, without recursion because a file may hold a chain of any length.
 */
final class Circles {
    private final Map<String, Set<String>> followers = new LinkedHashMap<>();
    private final Map<String, Set<String>> followed = new LinkedHashMap<>();

    void follows(String dependent, String anchor) {
        followers.computeIfAbsent(anchor, name -> new LinkedHashSet<>()).add(dependent);
        followed.computeIfAbsent(dependent, name -> new LinkedHashSet<>()).add(anchor);
    }

    /** Each circle's services in alphabetical order. */
    List<List<String>> found() {
        Set<String> seen = new LinkedHashSet<>();
        List<String> finished = new ArrayList<>();
        followers.keySet().forEach(service -> finished.addAll(reached(service, followers, seen)));
        seen.clear();
        List<List<String>> circles = new ArrayList<>();
        for (int i = finished.size() - 1; i >= 0; i--) {
            List<String> members = reached(finished.get(i), followed, seen);
            if (members.size() > 1) {
                circles.add(members.stream().sorted().toList());
            }
        }
        return circles;
    }

    /** What can be reached and was not seen before, each after all that is reached through it. */
    private static List<String> reached(String start, Map<String, Set<String>> edges, Set<String> seen) {
        List<String> finished = new ArrayList<>();
        Deque<String> path = new ArrayDeque<>();
        Deque<Iterator<String>> open = new ArrayDeque<>();
        String next = seen.add(start) ? start : null;
        while (next != null || !open.isEmpty()) {
            if (next != null) {
                path.push(next);
                open.push(edges.getOrDefault(next, Set.of()).iterator());
            }
            next = null;
            while (next == null && open.element().hasNext()) {
                String candidate = open.element().next();
                next = seen.add(candidate) ? candidate : null;
            }
            if (next == null) {
                open.pop();
                finished.add(path.pop());
            }
        }
        return finished;
    }
}
