/** The calls that a registration waits for, each recorded before it is made. */
@NullMarked
package io.coinslot.cardregistry.registration.task;

import org.jspecify.annotations.NullMarked;
