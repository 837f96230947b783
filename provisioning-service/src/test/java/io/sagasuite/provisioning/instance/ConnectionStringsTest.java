package io.sagasuite.provisioning.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ConnectionStringsTest {

  @Test
  void openOnesHoldNoPassword() {
    assertThat(ConnectionStrings.open("db.example", 5432))
        .isEqualTo("postgresql://postgres@db.example:5432/postgres");
  }

  @Test
  void passwordsAreEscaped() {
    assertThat(ConnectionStrings.full("10.0.0.1", 5432, new Password("p@ss/w:rd?#% +ü")))
        .isEqualTo(
            "postgresql://postgres:p%40ss%2Fw%3Ard%3F%23%25%20%2B%C3%BC@10.0.0.1:5432/postgres");
  }

  @Test
  void escapedPasswordsReadBackAsTheyWere() {
    String password = "a:b@c/d?e#f&g=h%20'\"\\";
    URI uri = URI.create(ConnectionStrings.full("host", 1, new Password(password)));
    assertThat(uri.getUserInfo()).isEqualTo("postgres:" + password);
    assertThat(uri.getHost()).isEqualTo("host");
  }

  @Test
  void addressesOfVersionSixStandInBrackets() {
    assertThat(ConnectionStrings.open("fd00::1", 5432))
        .isEqualTo("postgresql://postgres@[fd00::1]:5432/postgres");
  }

  @Test
  void passwordsDoNotPrintThemselves() {
    assertThat(new Password("hunter2hunter2").toString()).doesNotContain("hunter2");
  }
}
