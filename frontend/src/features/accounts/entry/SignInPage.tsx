import { useEffect, useState } from "react";
import { auth, type AuthState } from "@/session/rest";
import { useSession } from "@/session/SessionProvider";
import { CodeStep } from "./CodeStep";
import { EnrolStep } from "./EnrolStep";
import { NoRoleStep } from "./NoRoleStep";
import { PasswordStep } from "./PasswordStep";
import { SignInStep } from "./SignInStep";

type Standing = { state: AuthState; hasSecondFactor: boolean };

/** Name and password, the second factor (or its enrolment), a new password where the old one is over; the server says what is missing. */
export default function SignInPage() {
  const { reload } = useSession();
  const [standing, setStanding] = useState<Standing | null>(null);
  // Kept only between two steps of one sign-in, for the change of a first password.
  const [password, setPassword] = useState("");

  // A page that is loaded anew in the middle of signing in goes on where it was.
  useEffect(() => {
    let current = true;
    auth.standing()
      .then((found) => current && setStanding({ state: found.state, hasSecondFactor: found.hasSecondFactor ?? false }))
      .catch(() => current && setStanding({ state: "SIGNED_OUT", hasSecondFactor: false }));
    return () => {
      current = false;
    };
  }, []);

  const go = (state: AuthState, hasSecondFactor = true) => {
    if (state === "SIGNED_IN") void reload();
    else setStanding({ state, hasSecondFactor });
  };
  const back = () => {
    void auth.signOut().catch(() => undefined);
    setStanding({ state: "SIGNED_OUT", hasSecondFactor: false });
  };

  switch (standing?.state) {
    case undefined:
    case "SIGNED_IN":
      return null;
    case "SIGNED_OUT":
      return <SignInStep onState={(answer, typed) => { setPassword(typed); go(answer.state, answer.hasSecondFactor); }} />;
    case "SECOND_FACTOR":
      return standing.hasSecondFactor ? <CodeStep onState={go} onBack={back} /> : <EnrolStep onState={go} onBack={back} />;
    case "PASSWORD_EXPIRED":
      return <PasswordStep current={password} onState={go} />;
    case "NO_ROLE":
      return <NoRoleStep onBack={back} />;
  }
}
