/** Registrations and their cards: states, decisions and events. */
@NullMarked
package io.coinslot.cardregistry.registration;

import org.jspecify.annotations.NullMarked;
