/// What can be shipped where. Pure: decides over a command's input alone.
@NullMarked
package io.sagasuite.shipping.shipment;

import org.jspecify.annotations.NullMarked;
