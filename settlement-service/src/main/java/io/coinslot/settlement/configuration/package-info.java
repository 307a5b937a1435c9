/** Puts the service's parts together. */
@NullMarked
package io.coinslot.settlement.configuration;

import org.jspecify.annotations.NullMarked;
