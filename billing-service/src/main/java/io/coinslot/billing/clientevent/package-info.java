/** What games saw of their purchases. */
@NullMarked
package io.coinslot.billing.clientevent;

import org.jspecify.annotations.NullMarked;
