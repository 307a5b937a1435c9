/** The calls that begin and end purchases. */
@NullMarked
package io.coinslot.billing.checkout.rest;

import org.jspecify.annotations.NullMarked;
