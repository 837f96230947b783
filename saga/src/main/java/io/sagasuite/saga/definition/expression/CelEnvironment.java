package io.sagasuite.saga.definition.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Optional;

/// What every condition may use: the variables, the functions and the bounds. Built when the first
/// condition is compiled, and shared by all.
final class CelEnvironment {

  /// Longest condition.
  static final int CHARACTERS_MAX = 2_000;

  /// Most turns that the loops of one evaluation may take together.
  static final int ITERATIONS_MAX = 100_000;

  private static final int DEPTH_MAX = 50;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(CHARACTERS_MAX)
          .maxParseRecursionDepth(DEPTH_MAX)
          .comprehensionMaxIterations(ITERATIONS_MAX)
          .enableHeterogeneousNumericComparisons(true)
          .enableRegexPartialMatch(true)
          .build();

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addMacros(outcome("success", "succeeded"))
          .addMacros(outcome("failed", "failed"))
          .addMacros(outcome("skipped", "skipped"))
          .addVar("input", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("env", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar(
              "steps",
              MapType.create(SimpleType.STRING, MapType.create(SimpleType.STRING, SimpleType.DYN)))
          .addVar("sagaId", SimpleType.STRING)
          .addVar("round", SimpleType.INT)
          .setResultType(SimpleType.BOOL)
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

  private CelEnvironment() {}

  static CelAbstractSyntaxTree compile(String text) throws CelValidationException {
    return COMPILER.compile(text).getAst();
  }

  static CelRuntime.Program program(CelAbstractSyntaxTree ast) throws CelEvaluationException {
    return RUNTIME.createProgram(ast);
  }

  /// `success('x')` is short for `steps['x'].status == 'succeeded'`, and so on.
  private static CelMacro outcome(String function, String status) {
    return CelMacro.newGlobalMacro(
        function,
        1,
        (factory, target, arguments) -> {
          CelExpr step = arguments.getFirst();
          if (step.constantOrDefault().getKind() != CelConstant.Kind.STRING_VALUE) {
            return Optional.of(factory.reportError(function + "() needs a step's name in quotes"));
          }
          return Optional.of(equal(factory, step, status));
        });
  }

  private static CelExpr equal(CelMacroExprFactory factory, CelExpr step, String status) {
    CelExpr entry = factory.newGlobalCall("_[_]", factory.newIdentifier("steps"), step);
    CelExpr actual = factory.newSelect(entry, "status", false);
    return factory.newGlobalCall("_==_", actual, factory.newStringLiteral(status));
  }
}
