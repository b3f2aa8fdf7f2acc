package io.orcastra.rules.lint;

import io.orcastra.rules.ParsedRules;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;

/** A file holds its package, imports of facts and values, and rules; its text is what is compiled, to the letter. */
final class FileCheck {
    private static final String PACKAGE = "io.orcastra.rules";
    private static final String ADVICE =
            "Maybe a condition or a fact says the same; rules only read facts and conclude facts";
    /** Java turns it into a letter before anything else, so that it ends a text or a comment which it seems to stand in. */
    private static final Pattern ESCAPED_LETTER = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*+(\\\\u+)");
    /** All of these end what the name is written into when it is compiled: text, a line, a comment. */
    private static final Pattern UNNAMEABLE = Pattern.compile("[\"\\\\*\\p{Cntrl}]");

    private FileCheck() {
    }

    static void inspect(ParsedRules file, Report report) {
        if (file.source().text().isBlank()) {
            report.add(0, 0, "the file is empty", "Maybe it is just being written; remove it if it is not wanted");
            return;
        }
        tree(file.tree(), report);
        letters(file.source().text(), report);
        file.rules().stream().filter(rule -> UNNAMEABLE.matcher(rule.getName()).find()).forEach(rule -> report.add(rule,
                "rule \"" + rule.getName() + "\" has a quote, a backslash, an asterisk or a control character in its name",
                "Maybe leave it out: a name is one plain sentence"));
        if (UNNAMEABLE.matcher(file.source().name()).find()) {
            report.add(0, 0, "the name of the file has a quote, a backslash, an asterisk or a control character in it",
                    "Maybe letters, digits and -, such as big-nodes.drl");
        }
    }

    private static void letters(String text, Report report) {
        Matcher escape = ESCAPED_LETTER.matcher(text);
        while (escape.find()) {
            int from = escape.start(1);
            int line = (int) text.substring(0, from).chars().filter(character -> character == '\n').count() + 1;
            report.add(line, from - text.lastIndexOf('\n', from), "a letter is written by its number: "
                    + text.substring(from, Math.min(from + 6, text.length())), "Maybe write the letter itself: files are UTF-8");
        }
    }

    private static void tree(PackageDescr file, Report report) {
        if (!PACKAGE.equals(file.getName())) {
            report.add(file, "the package is '" + file.getName() + "'", "Maybe package " + PACKAGE);
        }
        if (file.getUnit() != null) {
            report.add(file.getUnit(), "unit " + file.getUnit().getTarget(), ADVICE);
        }
        file.getImports().stream().filter(one -> !allowed(one))
                .forEach(one -> report.add(one, "import of " + one.getTarget(), "Maybe one of " + FactTypes.PACKAGES
                        + " with .*, or one of " + FactTypes.VALUES));
        file.getFunctionImports()
                .forEach(one -> report.add(one, "import of function " + one.getTarget(), ADVICE));
        file.getAccumulateImports()
                .forEach(one -> report.add(one, "import of accumulate " + one.getFunctionName(), ADVICE));
        file.getFunctions().forEach(one -> report.add(one, "function " + one.getName(), ADVICE));
        file.getGlobals().forEach(one -> report.add(one, "global " + one.getIdentifier(), ADVICE));
        file.getTypeDeclarations().forEach(one -> report.add(one, "declared type " + one.getTypeName(), ADVICE));
        file.getRules().stream().filter(rule -> !rule.isRule())
                .forEach(one -> report.add(one, "query " + one.getName(), ADVICE));
        file.getEntryPointDeclarations().forEach(one -> report.add(one, "entry point " + one.getEntryPointId(), ADVICE));
        file.getWindowDeclarations().forEach(one -> report.add(one, "window " + one.getName(), ADVICE));
        file.getEnumDeclarations().forEach(one -> report.add(one, "declared type " + one.getTypeName(), ADVICE));
        file.getAttributes()
                .forEach(one -> report.add(one, "attribute " + one.getName() + " for the whole file", ADVICE));
    }

    private static boolean allowed(ImportDescr one) {
        String target = one.getTarget();
        return FactTypes.VALUES.contains(target)
                || FactTypes.PACKAGES.contains(target.substring(0, Math.max(target.lastIndexOf('.'), 0)));
    }
}
