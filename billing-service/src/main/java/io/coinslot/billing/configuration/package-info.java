/** Putting the billing service together. */
@NullMarked
package io.coinslot.billing.configuration;

import org.jspecify.annotations.NullMarked;
