import { useState } from "react";
import { useSession } from "@/session/SessionProvider";
import { CodeStep } from "../components/CodeStep";
import { PasswordStep } from "../components/PasswordStep";
import { SignInStep } from "../components/SignInStep";

type Step = { name: "sign-in" } | { name: "code" } | { name: "password"; current: string };

/** Name and password, the second factor where there is one, and a new password where the first must be changed. */
export default function SignInPage() {
  const { reload } = useSession();
  const [step, setStep] = useState<Step>({ name: "sign-in" });
  const [password, setPassword] = useState("");

  const go = (state: string, current: string) => {
    setPassword(current);
    if (state === "SECOND_FACTOR") setStep({ name: "code" });
    else if (state === "PASSWORD_CHANGE") setStep({ name: "password", current });
    else void reload();
  };

  switch (step.name) {
    case "sign-in":
      return <SignInStep onState={go} />;
    case "code":
      return <CodeStep onState={(state) => go(state, password)} onBack={() => setStep({ name: "sign-in" })} />;
    case "password":
      return <PasswordStep current={step.current} onChanged={() => void reload()} />;
  }
}
