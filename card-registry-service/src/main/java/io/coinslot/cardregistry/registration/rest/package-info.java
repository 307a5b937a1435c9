/** Registrations over HTTP, for devices. */
@NullMarked
package io.coinslot.cardregistry.registration.rest;

import org.jspecify.annotations.NullMarked;
