/** What a client may post in a day: an amount per currency, reserved before a purchase is made. */
@NullMarked
package io.coinslot.billing.clientday;

import org.jspecify.annotations.NullMarked;
