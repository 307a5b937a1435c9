/** The game's own HTTP interface: its page, the calls the page makes, and Coinslot's webhooks. */
@NullMarked
package io.coinslot.examplegame.web;

import org.jspecify.annotations.NullMarked;
