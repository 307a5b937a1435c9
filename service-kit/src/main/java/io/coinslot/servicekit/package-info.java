/** What every Coinslot service needs to keep its promises: see the README for the public types. */
@NullMarked
package io.coinslot.servicekit;

import org.jspecify.annotations.NullMarked;
