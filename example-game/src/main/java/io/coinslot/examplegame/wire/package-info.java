/** JSON, and JSON over HTTP. */
@NullMarked
package io.coinslot.examplegame.wire;

import org.jspecify.annotations.NullMarked;
