/** The demonstration: every outcome once, then a statement held against the markets' ledgers. */
@NullMarked
package io.coinslot.examplegamedemo;

import org.jspecify.annotations.NullMarked;
