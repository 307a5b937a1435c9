/** Measures whole purchases against the running stack under open-model load, and reconciles them at the end. */
@NullMarked
package io.coinslot.benchmarks;

import org.jspecify.annotations.NullMarked;
