/** The house rules as code: formatting, tidiness, the walls between packages, and how tests deal with time. */
@NullMarked
package io.coinslot.houserules;

import org.jspecify.annotations.NullMarked;
