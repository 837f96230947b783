package io.sagasuite.saga.testkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.saga.definition.Documents;
import io.sagasuite.saga.definition.Known;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples with one mistake each. What could not run, or would run as something else than it
/// says, is refused before anything happens.
class RefusedExampleTest {

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          registration-steps | needs: [verify]        | needs: [profile]        | steps.register.needs
          stages             | needs: [infrastructure]| needs: [services]       | steps.services.needs
          stages             | needs: [services]      | needs: [servces]        | steps.configuration.needs
          stages             | rollbackOnFailure: true| rollbackOnFail: true    | rollbackOnFail
          stages             | maxConcurrentSteps: 2  | maxConcurrentStages: 2  | maxConcurrentStages
          stages             | when: input.environment != 'development' | when: "{{.environment}} == 'production'" | steps.configuration.when
          stages             | when: input.environment != 'development' | when: "'no' == 'production'" | steps.configuration.when
          services           | required: false        | onFailure: ignore       | steps.smoke-test.onFailure
          infrastructure     | vpcs/${output.vpcId}   | vpcs/${output.vpc_id}   | steps.create-vpc.http.compensation.url
          configuration      | ${steps['create-admin-user'].output.adminUserId} | ${steps['create-admin-user'].output.userId} | output.adminUserId
          travel-booking     | compensation: ReturnCar| description: none       | steps.rent-car.compensation
          approval           | kind: pivot            | kind: compensatable     | steps.place-order.compensation
          batch              | maxConcurrent: 10      | maxConcurrent: 0        | steps.process-records.forEach.maxConcurrent
          """)
  void namesThePlaceOfTheMistake(String example, String good, String bad, String place) {
    String text = Examples.text(example);
    assertThat(text).contains(good);
    assertThat(Documents.violationsOf(Documents.yaml(text.replace(good, bad))))
        .anyMatch(violation -> violation.startsWith(place + ": "), place);
  }

  @Test
  void namesTheSagaThatNobodyKnows() {
    Map<String, Object> document = Documents.yaml(Examples.text("registration"));
    Known known = new Known(null, Set.of("example-verification", "example-account"), null);
    assertThat(Documents.violationsOf(document, known))
        .singleElement()
        .asString()
        .contains("steps.welcome.saga", "example-welcome");
  }
}
