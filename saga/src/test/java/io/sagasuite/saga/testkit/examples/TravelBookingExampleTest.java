package io.sagasuite.saga.testkit.examples;

import io.sagasuite.saga.decision.Outcome;
import io.sagasuite.saga.decision.SendCommand;
import io.sagasuite.saga.decision.StepStatus;
import io.sagasuite.saga.decision.TurnReason;
import io.sagasuite.saga.definition.SagaDefinition;
import io.sagasuite.saga.testkit.Behaviour;
import io.sagasuite.saga.testkit.SagaTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Hotel, flight and car: undone in reverse when a later one fails, or afterwards by a person.
class TravelBookingExampleTest {

  private static final SagaDefinition BOOKING = Examples.read("travel-booking");

  private static SagaTest booking(int age) {
    return SagaTest.of(BOOKING)
        .input(
            Map.of(
                "traveller", Map.of("name", "Ada", "age", age),
                "destination", "Rome",
                "from", "2026-05-01",
                "to", "2026-05-08"))
        .step("book-hotel")
        .succeeds(Map.of("bookingId", "h-1"))
        .step("book-flight")
        .succeeds(Map.of("bookingId", "f-1", "seat", "12A"))
        .step("rent-car")
        .answers(Behaviour.decides(TravelBookingExampleTest::rent))
        .undoingSucceeds();
  }

  private static Outcome rent(SendCommand command) {
    return ((Number) command.input().get("age")).intValue() < 25
        ? new Outcome.Rejected("driver_too_young", "a driver must be 25 years old")
        : new Outcome.Succeeded(Map.of("bookingId", "c-1"));
  }

  @Test
  void booksAllThree() {
    booking(25)
        .run()
        .isCompleted()
        .output(Map.of("hotel", "h-1", "flight", "f-1", "car", "c-1"))
        .sent("BookHotel", "BookFlight", "RentCar");
  }

  @Test
  void givesFlightAndHotelBackWhenTheDriverIsTooYoung() {
    booking(24)
        .run()
        .isCompensated("driver_too_young")
        .errorContains("25 years")
        .sent("BookHotel", "BookFlight", "RentCar", "CancelFlight", "CancelHotel")
        .step(
            "book-flight",
            step ->
                step.undoneWith(
                    Map.of("bookingId", "f-1", "reason", "the journey does not take place"),
                    Map.of("bookingId", "f-1", "seat", "12A")))
        .step("book-hotel", step -> step.is(StepStatus.COMPENSATED));
  }

  @Test
  void isGivenBackByHandAfterwards() {
    booking(40)
        .atRest()
        .compensate()
        .run()
        .isCompensated(TurnReason.OPERATOR)
        .undone("rent-car", "book-flight", "book-hotel");
  }

  @Test
  void isGivenBackInPartAndThenWhole() {
    booking(40)
        .atRest()
        .compensate("rent-car", "book-flight")
        .run()
        .isCompensated(TurnReason.OPERATOR)
        .undone("rent-car", "book-flight")
        .step("book-hotel", step -> step.is(StepStatus.SUCCEEDED));
    booking(40)
        .atRest()
        .compensate("rent-car", "book-flight")
        .atRest()
        .compensate()
        .run()
        .undone("rent-car", "book-flight", "book-hotel");
  }

  @Test
  void keepsTheHotelWhileTheFlightIsKept() {
    booking(40)
        .atRest()
        .mayBeRefused()
        .compensate("book-hotel", "book-hotel")
        .run()
        .isCompleted()
        .refused("was built upon 'book-hotel'")
        .undone();
  }

  @Test
  void isGivenBackOnlyOnce() {
    booking(40)
        .atRest()
        .compensate()
        .atRest()
        .mayBeRefused()
        .compensate()
        .run()
        .refused("nothing more can be done")
        .sent("BookHotel", "BookFlight", "RentCar", "ReturnCar", "CancelFlight", "CancelHotel");
  }

  @Test
  void repeatsOnlyTheFailuresThatItNames() {
    booking(40)
        .step("book-flight")
        .failsThenSucceeds("airline_busy", 2, Map.of("bookingId", "f-1"))
        .run()
        .isCompleted()
        .step("book-flight", step -> step.attempts(3));
    booking(40)
        .step("book-flight")
        .fails("no_such_city")
        .run()
        .isCompensated("no_such_city")
        .undone("book-hotel")
        .step("book-flight", step -> step.attempts(1));
  }

  @Test
  void neverForgetsWhatCouldNotBeUndone() {
    booking(24)
        .undo("book-flight")
        .fails("airline_closed")
        .run()
        .isParked("airline_closed")
        .undone("book-flight")
        .step("book-hotel", step -> step.is(StepStatus.SUCCEEDED));
    booking(24)
        .undo("book-flight")
        .fails("airline_closed")
        .atRest()
        .skip("book-flight")
        .run()
        .isCompensated("driver_too_young")
        .undone("book-flight", "book-hotel");
  }
}
