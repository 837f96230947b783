package io.sagasuite.saga.definition.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import io.sagasuite.saga.definition.Reference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds in an expression what it asks for, so that it can be checked before any saga runs. A step
/// must therefore be named outright: `steps[input.name]` is refused.
final class AskedFor {

  private static final Set<String> VARIABLES = Set.of("input", "env", "steps", "sagaId", "round");

  private final Consumer<String> refuse;
  private final Set<Reference> found = new LinkedHashSet<>();

  private AskedFor(Consumer<String> refuse) {
    this.refuse = refuse;
  }

  static List<Reference> in(CelAbstractSyntaxTree ast, Consumer<String> refuse) {
    AskedFor asked = new AskedFor(refuse);
    CelNavigableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == Kind.IDENT)
        .forEach(asked::variable);
    return List.copyOf(asked.found);
  }

  private void variable(CelNavigableExpr ident) {
    String name = ident.expr().ident().name();
    if (!VARIABLES.contains(name)) {
      return;
    }
    if (!name.equals("steps")) {
      String key = key(ident);
      found.add(new Reference(name, null, key == null ? List.of() : List.of(key)));
      return;
    }
    String step = key(ident);
    if (step == null) {
      refuse.accept("'steps' needs a step's name in quotes, such as steps['take-payment']");
    } else {
      ident.parent().ifPresent(entry -> step(step, entry));
    }
  }

  private void step(String step, CelNavigableExpr entry) {
    String part = key(entry);
    if (part == null || part.equals("status")) {
      found.add(new Reference("steps", step, List.of()));
    } else if (part.equals("output")) {
      String output = entry.parent().map(AskedFor::key).orElse(null);
      found.add(new Reference("steps", step, output == null ? List.of() : List.of(output)));
    } else {
      refuse.accept("a step has 'status' and 'output', not '" + part + "'");
    }
  }

  /// The key that is taken out of the value of this node, null when it is not written out.
  private static @Nullable String key(CelNavigableExpr node) {
    Optional<CelNavigableExpr> parent = node.parent();
    if (parent.isEmpty()) {
      return null;
    }
    CelExpr outer = parent.get().expr();
    return switch (outer.getKind()) {
      case SELECT -> outer.select().field();
      case CALL -> {
        CelExpr.CelCall call = outer.call();
        boolean indexes =
            call.function().equals("_[_]") && call.args().getFirst().id() == node.id();
        CelConstant key = indexes ? call.args().get(1).constantOrDefault() : null;
        yield key != null && key.getKind() == CelConstant.Kind.STRING_VALUE
            ? key.stringValue()
            : null;
      }
      default -> null;
    };
  }
}
