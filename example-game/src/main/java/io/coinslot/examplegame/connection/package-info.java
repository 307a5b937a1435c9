/** Where Coinslot is and with which credentials this game calls it. */
@NullMarked
package io.coinslot.examplegameconnection;

import org.jspecify.annotations.NullMarked;
