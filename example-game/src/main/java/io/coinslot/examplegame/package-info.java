/** A small game backend that sells through Coinslot, and the demonstration that plays every outcome. */
@NullMarked
package io.coinslot.examplegame;

import org.jspecify.annotations.NullMarked;
