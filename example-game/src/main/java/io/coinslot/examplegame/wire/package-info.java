/** JSON, and JSON over HTTP. */
@NullMarked
package io.coinslot.examplegamewire;

import org.jspecify.annotations.NullMarked;
