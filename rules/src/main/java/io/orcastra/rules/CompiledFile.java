package io.orcastra.rules;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of rules as it lies in the cache.
 *
 * @param module what {@link RuleCompiler#compile} made of it
 */
record CompiledFile(List<RuleDescription> rules, byte[] module) {

    /**
     * Compiles a file.
     *
     * @throws InvalidRules naming every problem
     */
    static CompiledFile compiled(RuleSource source) {
        byte[] module = RuleCompiler.compile(source);
        return new CompiledFile(ParsedRules.of(source).descriptions(), module);
    }

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(Runtime.version().feature());
            out.writeInt(rules.size());
            for (RuleDescription rule : rules) {
                out.writeUTF(rule.id());
                out.writeUTF(rule.sentence());
                out.writeUTF(rule.family().name());
                out.writeUTF(rule.file());
                out.writeInt(rule.line());
                out.writeUTF(rule.policy());
                out.writeInt(rule.parameters().size());
                for (ReadParameter parameter : rule.parameters()) {
                    out.writeUTF(parameter.name());
                    out.writeUTF(parameter.form().name());
                    out.writeBoolean(parameter.needed());
                }
            }
            out.writeInt(module.length);
            out.write(module);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IOException when the bytes are something else, or were compiled by a newer Java than this one
     */
    static CompiledFile of(byte[] bytes) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int java = in.readInt();
            if (java > Runtime.version().feature()) {
                throw new IOException("compiled by Java " + java + ", which is newer than this one");
            }
            var rules = new ArrayList<RuleDescription>();
            for (int left = in.readInt(); left > 0; left--) {
                rules.add(new RuleDescription(in.readUTF(), in.readUTF(), RuleFamily.valueOf(in.readUTF()),
                        in.readUTF(), in.readInt(), in.readUTF(), parameters(in)));
            }
            return new CompiledFile(List.copyOf(rules), in.readNBytes(in.readInt()));
        } catch (IllegalArgumentException e) {
            throw new IOException("not compiled rules", e);
        }
    }

    private static List<ReadParameter> parameters(DataInputStream in) throws IOException {
        var parameters = new ArrayList<ReadParameter>();
        for (int left = in.readInt(); left > 0; left--) {
            parameters.add(new ReadParameter(in.readUTF(), ParameterForm.valueOf(in.readUTF()), in.readBoolean()));
        }
        return parameters;
    }
}
