package io.sagasuite.http.store;

import java.util.Map;

/// What may be claimed now.
///
/// @param free how many calls at most
/// @param perHostMax how many calls of one host may be under way
/// @param running how many of each host are
public record Capacity(int free, int perHostMax, Map<String, Integer> running) {}
