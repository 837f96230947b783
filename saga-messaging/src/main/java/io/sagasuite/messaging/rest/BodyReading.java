package io.sagasuite.messaging.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/// Takes the parser's exceptions out of the way before anybody records them: they quote what they
/// could not read, which may be a password that was typed into the wrong field.
@Provider
public final class BodyReading implements ReaderInterceptor {

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext body) throws IOException {
    try {
      return body.proceed();
    } catch (JsonProcessingException e) {
      throw UnreadableBodyException.of(e);
    } catch (WebApplicationException e) {
      if (e.getCause() instanceof JsonProcessingException unreadable) {
        throw UnreadableBodyException.of(unreadable);
      }
      throw e;
    }
  }
}
