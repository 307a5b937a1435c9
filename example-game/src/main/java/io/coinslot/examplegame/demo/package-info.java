/** The demonstration: every outcome once, then a statement held against the markets' ledgers. */
@NullMarked
package io.coinslot.examplegame.demo;

import org.jspecify.annotations.NullMarked;
