/**
 * Configuration: YAML files and environment variables become policy facts and settings, or a complete list of what is
 * wrong with them. {@link io.orcastra.adapters.yaml.ConfigurationLoader} is the way in.
 */
package io.orcastra.adapters.yaml;
