package io.orcastra.rules;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What compiled rules call, by the names of their classes: whatever a rule seemed to say, it can do no more than it calls.
 * The parts of a class file read here have been the same since Java 11.
 */
final class CompiledCalls {
    private static final String CLASS = ".class";
    private static final int MAGIC = 0xCAFEBABE;

    private final Set<String> own = new HashSet<>();
    private final Set<String> called = new TreeSet<>();

    private CompiledCalls() {
    }

    /**
     * Methods and fields that rules have no use for, such as {@code java.lang.Runtime.exec}, sorted.
     *
     * @param module as {@link RuleCompiler#compile} makes it
     */
    static List<String> refused(byte[] module) {
        var calls = new CompiledCalls();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(module))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(CLASS)) {
                    calls.own.add(entry.getName().substring(0, entry.getName().length() - CLASS.length()));
                    calls.read(new DataInputStream(new ByteArrayInputStream(zip.readAllBytes())));
                }
            }
        } catch (IOException e) {
            return List.of("what cannot be read: " + e.getMessage());
        }
        return calls.called.stream().filter(call -> !calls.isOwn(call) && !CallsOfRules.allows(call))
                .map(call -> call.replace('/', '.')).toList();
    }

    private boolean isOwn(String call) {
        return own.contains(call.substring(0, call.lastIndexOf('.')));
    }

    private void read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("no class");
        }
        in.readInt();
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        int[] first = new int[count];
        int[] second = new int[count];
        List<Integer> members = new ArrayList<>();
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[index] = in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    index++;
                }
                case 7, 8, 16, 19, 20 -> first[index] = in.readUnsignedShort();
                case 9, 10, 11, 12, 17, 18 -> {
                    first[index] = in.readUnsignedShort();
                    second[index] = in.readUnsignedShort();
                    if (tag < 12) {
                        members.add(index);
                    }
                }
                case 15 -> in.readNBytes(3);
                default -> throw new IOException("a class with a constant of kind " + tag);
            }
        }
        members.forEach(index -> called.add(texts[first[first[index]]] + "." + texts[first[second[index]]]));
    }
}
