package io.sagasuite.provisioning.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.sagasuite.provisioning.instance.ConnectionStrings;
import io.sagasuite.provisioning.instance.InstanceSpec;

/// The pod in which a server runs, without any right that it does not need: it satisfies the
/// `restricted` pod security standard.
record PostgresPod(InstanceSpec spec, String image) {

  static final String CONTAINER = "postgres";

  /// The user `postgres` of the image's Debian variants.
  private static final long POSTGRES_UID = 999L;

  private static final String VOLUME = "postgres-storage";
  private static final String MOUNT = "/var/lib/postgresql/data";

  /// A folder below the mount: the root of a volume may hold `lost+found`, and its owner differs.
  private static final String PGDATA = MOUNT + "/pgdata";

  PodSpec rendered() {
    return new PodSpecBuilder()
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds(60L)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(POSTGRES_UID)
        .withRunAsGroup(POSTGRES_UID)
        .withFsGroup(POSTGRES_UID)
        .withFsGroupChangePolicy("OnRootMismatch")
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(container())
        .addNewVolume()
        .withName(VOLUME)
        .withNewPersistentVolumeClaim(Part.CLAIM.name(spec.ref()), false)
        .endVolume()
        .build();
  }

  private Container container() {
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(image + ":" + spec.postgresVersion())
        .addNewPort()
        .withName(Manifests.PORT_NAME)
        .withContainerPort(Manifests.PORT)
        .withProtocol("TCP")
        .endPort()
        .withEnv(
            password(),
            variable("POSTGRES_USER", ConnectionStrings.USER),
            variable("POSTGRES_DB", ConnectionStrings.DATABASE),
            variable("PGDATA", PGDATA))
        .addNewVolumeMount()
        .withName(VOLUME)
        .withMountPath(MOUNT)
        .endVolumeMount()
        .withReadinessProbe(readiness())
        .withResources(resources())
        .withSecurityContext(securityContext())
        .build();
  }

  private EnvVar password() {
    return new EnvVarBuilder()
        .withName("POSTGRES_PASSWORD")
        .withNewValueFrom()
        .withNewSecretKeyRef(Manifests.PASSWORD_KEY, Part.SECRET.name(spec.ref()), false)
        .endValueFrom()
        .build();
  }

  private static EnvVar variable(String name, String value) {
    return new EnvVarBuilder().withName(name).withValue(value).build();
  }

  /// Over TCP: while it sets itself up the server listens on its socket only, and is not ready.
  private static Probe readiness() {
    return new ProbeBuilder()
        .withNewExec()
        .withCommand(
            "pg_isready",
            "-h",
            "127.0.0.1",
            "-U",
            ConnectionStrings.USER,
            "-d",
            ConnectionStrings.DATABASE)
        .endExec()
        .withInitialDelaySeconds(2)
        .withPeriodSeconds(3)
        .withTimeoutSeconds(2)
        .withFailureThreshold(3)
        .build();
  }

  private static ResourceRequirements resources() {
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity("100m"))
        .addToRequests("memory", new Quantity("256Mi"))
        .addToLimits("memory", new Quantity("1Gi"))
        .build();
  }

  /// The root file system stays writable: the image keeps its socket and its lock there.
  private static SecurityContext securityContext() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .build();
  }
}
