package io.sagasuite.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.sagasuite.messaging.inbox.OldRecords.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyRangeTest {

  private static final Instant NOW = Instant.ofEpochMilli(0x019b_0000_0000L);

  @Test
  void leavesOutTheSagasThatAreYoung() {
    assertThat(KeyRange.ofAge(Duration.ofMillis(0x1000), NOW))
        .containsExactly(
            new KeyRange(
                Place.before(new UUID(0, 0)), id("%012x".formatted(NOW.toEpochMilli() - 0x1000))),
            new KeyRange(
                Place.before(id("%012x".formatted(NOW.plus(Duration.ofDays(1)).toEpochMilli()))),
                UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff")));
  }

  @Test
  void goesOnBehindARow() {
    Place last = new Place(id("000000000001"), "s", "execute");

    assertThat(new KeyRange(Place.before(new UUID(0, 0)), id("000000000009")).behind(last))
        .isEqualTo(new KeyRange(last, id("000000000009")));
  }

  private static UUID id(String time) {
    return UUID.fromString(
        time.substring(0, 8) + "-" + time.substring(8) + "-0000-0000-000000000000");
  }
}
