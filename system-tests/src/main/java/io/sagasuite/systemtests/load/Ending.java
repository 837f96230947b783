package io.sagasuite.systemtests.load;

/// How an order has to end.
///
/// @param status what the answer must say
/// @param outcome what that counts as
record Ending(String status, String outcome) {}
