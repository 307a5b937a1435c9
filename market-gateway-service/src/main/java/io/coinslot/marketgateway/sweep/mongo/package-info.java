/** Sweeps in MongoDB, as operators look at them. */
@NullMarked
package io.coinslot.marketgateway.sweep.mongo;

import org.jspecify.annotations.NullMarked;
