package io.orcastra.rules.lint;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drools.mvel.parser.ast.expr.FullyQualifiedInlineCastExpr;
import org.drools.mvel.parser.ast.expr.InlineCastExpr;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;
import org.drools.mvel.parser.printer.PrintUtil;

/**
 * What an expression is made of. Only what is known here can stand in a rule: everything else is {@code strange}.
 *
 * @param operators such as {@code ==} or {@code in}
 * @param names     variables, fields and types that stand alone or at the beginning of a chain
 * @param members   fields and constants of something, with what they are of
 * @param calls     methods that are called
 * @param created   objects that are made
 * @param types     names behind {@code instanceof} and {@code #}
 * @param casts     fields of something taken for a type, as in {@code action#Relocate.mends}
 * @param infixes   comparisons by words, such as {@code matches}; the parser's own search does not look into them
 * @param chains    what is asked of something taken for a type, with every step
 * @param literals  texts, numbers and flags that are written out
 * @param strange   everything that is none of these, as written
 */
record Contents(Set<String> operators, Set<String> names, List<FieldAccessExpr> members, List<MethodCallExpr> calls,
        List<ObjectCreationExpr> created, Set<String> types, List<Cast> casts,
        List<PointFreeExpr> infixes, List<FullyQualifiedInlineCastExpr> chains, List<LiteralExpr> literals,
        List<Node> strange) {
    static final Contents NONE = empty();

    record Cast(String type, String field) {
    }

    static Contents of(Node expression) {
        Contents contents = empty();
        contents.add(expression);
        return contents;
    }

    /** Variables, in the order they stand there. */
    List<String> variables() {
        return names.stream().filter(name -> name.startsWith("$")).toList();
    }

    /** Without those that stand before a call of a method, which is refused in a condition. */
    Set<String> namesBesideCalls() {
        Set<String> called = calls.stream().flatMap(call -> call.getScope().stream()).filter(NameExpr.class::isInstance)
                .map(Contents::written).filter(name -> Character.isUpperCase(name.charAt(0))).collect(Collectors.toSet());
        return names.stream().filter(name -> !called.contains(name)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As written; the nodes of rules cannot be printed by themselves. */
    static String written(Node node) {
        return PrintUtil.printNode(node);
    }

    private static Contents empty() {
        return new Contents(new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>(), new LinkedHashSet<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>());
    }

    private void add(Node node) {
        if (node instanceof BinaryExpr binary) {
            operators.add(binary.getOperator().asString());
            add(binary.getLeft());
            add(binary.getRight());
        } else if (node instanceof PointFreeExpr infix) {
            operators.add(infix.getOperator().asString());
            infixes.add(infix);
            add(infix.getLeft());
            infix.getRight().forEach(this::add);
        } else if (node instanceof EnclosedExpr enclosed) {
            add(enclosed.getInner());
        } else if (node instanceof UnaryExpr unary && !unary.getOperator().name().contains("CREMENT")) {
            add(unary.getExpression());
        } else if (node instanceof NameExpr name) {
            names.add(name.getNameAsString());
        } else if (node instanceof LiteralExpr literal) {
            literals.add(literal);
        } else if (!(node instanceof ThisExpr)) {
            addComposed(node);
        }
    }

    private void addComposed(Node node) {
        if (node instanceof FullyQualifiedInlineCastExpr cast && !cast.hasArguments()) {
            chains.add(cast);
            String[] parts = cast.getName().asString().split("\\.");
            types.add(parts[0]);
            if (parts.length > 1) {
                casts.add(new Cast(parts[0], parts[1]));
            }
            add(cast.getScope());
        } else if (node instanceof FieldAccessExpr member) {
            members.add(member);
            add(member.getScope());
        } else if (node instanceof InlineCastExpr cast) {
            types.add(cast.getType().asString());
            add(cast.getExpression());
        } else if (node instanceof InstanceOfExpr test && test.getPattern().isEmpty()) {
            operators.add("instanceof");
            types.add(test.getType().asString());
            add(test.getExpression());
        } else if (node instanceof MethodCallExpr call) {
            calls.add(call);
            call.getScope().ifPresent(this::add);
            call.getArguments().forEach(this::add);
        } else if (node instanceof ObjectCreationExpr creation && creation.getAnonymousClassBody().isEmpty()
                && creation.getScope().isEmpty()) {
            created.add(creation);
            creation.getArguments().forEach(this::add);
        } else {
            strange.add(node);
        }
    }
}
