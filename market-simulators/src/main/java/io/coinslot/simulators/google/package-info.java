/** Google Play: the Android Publisher API, its accounts, its void list and its real-time notifications. */
@NullMarked
package io.coinslot.simulators.google;

import org.jspecify.annotations.NullMarked;
