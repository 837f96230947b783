/// HTTP: instances as they are recorded, their credentials for who may see them, and every error as
/// a problem document.
@NullMarked
package io.sagasuite.provisioning.api;

import org.jspecify.annotations.NullMarked;
