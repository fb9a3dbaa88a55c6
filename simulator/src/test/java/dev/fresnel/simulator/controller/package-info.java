@NullMarked
package dev.fresnel.simulator.controller;

import org.jspecify.annotations.NullMarked;
