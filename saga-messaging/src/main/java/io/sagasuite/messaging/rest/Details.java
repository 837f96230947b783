package io.sagasuite.messaging.rest;

/// What a person reads about a status that the server gave by itself.
final class Details {

  private Details() {}

  static String of(int status) {
    return switch (status) {
      case 400 -> "the request is not as it must be";
      case 404 -> "there is nothing at this path";
      case 405 -> "this path does not take this method";
      case 406 -> "this path cannot answer with a media type that was asked for";
      case 413 -> "the body is too large";
      case 415 -> "the body must be application/json";
      default -> "the request could not be answered";
    };
  }
}
