/** Reading purchases. */
@NullMarked
package io.coinslot.billing.purchase.rest;

import org.jspecify.annotations.NullMarked;
