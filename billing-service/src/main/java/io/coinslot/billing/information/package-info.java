/** Billing information: what a client needs to pay, and the token that stands for it. */
@NullMarked
package io.coinslot.billing.information;

import org.jspecify.annotations.NullMarked;
