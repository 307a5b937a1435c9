/** Where Coinslot is and with which credentials this game calls it. */
@NullMarked
package io.coinslot.examplegame.connection;

import org.jspecify.annotations.NullMarked;
