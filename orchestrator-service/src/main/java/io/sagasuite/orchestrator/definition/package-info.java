/// Definition documents as text: read from YAML and JSON, told apart, and written again. Pure.
@NullMarked
package io.sagasuite.orchestrator.definition;

import org.jspecify.annotations.NullMarked;
