/* Creates a JVM through JNI, as jsvc and procrun do, and runs a class's main method.
   usage: host MAIN-CLASS JVM-OPTION... */
#include <jni.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  JavaVM *vm;
  JNIEnv *env;
  JavaVMOption *options = calloc(argc, sizeof *options);
  JavaVMInitArgs args = {.version = JNI_VERSION_10, .nOptions = argc - 2, .options = options};
  char *name = strdup(argv[1]);
  int i;
  for (i = 2; i < argc; i++) options[i - 2].optionString = argv[i];
  if (JNI_CreateJavaVM(&vm, (void **)&env, &args) != JNI_OK) {
    fprintf(stderr, "no JVM\n");
    return 99;
  }
  for (i = 0; name[i]; i++) if (name[i] == '.') name[i] = '/';
  jclass type = (*env)->FindClass(env, name);
  jmethodID start = type ? (*env)->GetStaticMethodID(env, type, "main", "([Ljava/lang/String;)V") : NULL;
  if (start) {
    jclass text = (*env)->FindClass(env, "java/lang/String");
    (*env)->CallStaticVoidMethod(env, type, start, (*env)->NewObjectArray(env, 0, text, NULL));
  }
  if ((*env)->ExceptionCheck(env)) {
    (*env)->ExceptionDescribe(env);
    return 98;
  }
  (*vm)->DestroyJavaVM(vm);
  return 0;
}
